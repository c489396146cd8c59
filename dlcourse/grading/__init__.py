"""The classroom grader: a trusted judge, and jailed processes that run what students wrote."""
