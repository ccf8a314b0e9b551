"""What people see and touch: words, widgets, presenters and views; Qt lives here and in desktop/ only."""
