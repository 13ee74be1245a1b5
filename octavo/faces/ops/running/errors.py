"""Why something cannot be done, as one sentence with a way forward."""


class Failed(Exception):
    """A command could not do all of what was asked. The text is for the operator: what is wrong, what to do."""


class CannotStart(Failed):
    """The database, the data folder or the port cannot be used."""
