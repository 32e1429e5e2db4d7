"""One folder for each platform. ``bot.declarations`` finds them and says what a folder must hold."""
