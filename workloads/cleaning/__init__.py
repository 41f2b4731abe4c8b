"""Cleans a data set on Spark: what breaks the rules is set aside with its reasons, what says the same twice is kept once."""

#: Part of every run's identity: raise it when the same input and rules would give another result.
VERSION = 1
