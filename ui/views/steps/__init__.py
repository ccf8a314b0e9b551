"""Taking a step of any matter: what it still lacks, what it asks, what it brings about, and then the step itself."""

from ui.views.steps.asking import ask_step as ask_step
from ui.views.steps.sheet import StepSheet as StepSheet
