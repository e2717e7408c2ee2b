"""Letters: rendered and queued in the transaction of the change, sent once by the worker."""
