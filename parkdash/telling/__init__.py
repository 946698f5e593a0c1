"""What an edition says, decided once in words for the screen, the speaker and every file of the pack."""
