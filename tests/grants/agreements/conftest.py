from tests.committed import committed_tests_clean_up

__all__ = ["committed_tests_clean_up"]
