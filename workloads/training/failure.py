"""How a training process ends. The rendered job restarts a pod unless it ended with USER_ERROR."""

#: The input or the use was wrong: starting again cannot help.
USER_ERROR = 2
#: Asked to stop, and stopped after a checkpoint: 128 + SIGTERM.
INTERRUPTED = 143


class UserError(Exception):
    """Wrong input or use, in words for the user."""
