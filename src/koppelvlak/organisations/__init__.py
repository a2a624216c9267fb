"""Safety regions, vital companies, ministries, police and their 24/7 contact points."""
