"""The briefing by e-mail: who asked for it and confirmed, and what was sent to whom on which day."""
