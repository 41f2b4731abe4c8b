"""What a user can mend."""


class UserError(Exception):
    """The rules, the input or the way the job was called is wrong, in words for the user."""


#: Exit codes: the data is worse than the rules allow; the call was wrong.
WORSE_THAN_ALLOWED = 1
USER_ERROR = 2
