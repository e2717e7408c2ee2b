"""The committee proposes, the executive decides, results are published. A ranking comes in, awards leave."""
