"""The way of people's files into the data: tries, questions, checks against what is known, preview, acceptance."""
