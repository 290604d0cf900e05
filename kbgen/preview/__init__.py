"""The preview: pages made when they are asked for, problems beside them, and a browser that follows every save."""
