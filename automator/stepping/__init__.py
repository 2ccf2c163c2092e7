"""`--step`: a run that pauses before each action until the person at the terminal goes on."""
