"""Anyone may demand the grounds for choosing or rejecting an offer (art. 15(2i)). A question about a published result
comes in; an answer with the points and reasons on record leaves."""
