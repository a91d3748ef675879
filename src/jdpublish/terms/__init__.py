"""Terms: the glossary, and where its terms stand in texts of both languages."""
