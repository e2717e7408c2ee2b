"""Small grants (art. 19a): a simplified offer filed unasked, published, commented on and decided without a call.

An organisation's offer comes in; an accepted one leaves for its agreement.
"""
