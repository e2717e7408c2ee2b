"""Questions about a call: anyone signed in asks while it runs, the office answers, everyone reads both.
A running call comes in; what leaves is a list of questions and answers without the names of those who asked."""
