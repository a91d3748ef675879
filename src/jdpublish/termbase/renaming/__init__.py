"""Another English rendering: what it changes in the glossary and in all reports."""
