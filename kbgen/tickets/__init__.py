"""Exports of the help desk → topics that need an article: EXPORT → rows → weekly counts → flags, effect, forecast.

``reading`` turns files into tickets, ``store`` keeps them without anybody's personal data, ``topics`` says which tags
mean the same, ``weekly`` counts them by week, ``statistics`` tells a rise from chance, ``flagging`` says what to do.
"""
