"""The final report, returns, settlement. A paid grant comes in, a settled one leaves."""
