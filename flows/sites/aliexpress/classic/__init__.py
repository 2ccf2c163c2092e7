"""The layout in use from about 2015 to 2021; its page objects are not there yet."""
