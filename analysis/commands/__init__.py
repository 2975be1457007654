"""The commands of ``python -m analysis``. Everything slow is imported by the command that needs it."""
