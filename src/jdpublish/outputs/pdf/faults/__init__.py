"""Why a theme’s page cannot be printed, in words for its author."""
