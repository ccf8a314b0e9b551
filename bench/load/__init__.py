"""Many desks at once on portals as they are served, behind nginx or alone: how long they wait, what breaks."""
