"""What was done, by whom, when. Everyone's actions come in; nothing is ever changed or taken out."""
