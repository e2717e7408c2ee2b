"""An open call is prepared, approved, published, opened and closed here.
A priority task comes in, a closed call with its offers leaves."""
