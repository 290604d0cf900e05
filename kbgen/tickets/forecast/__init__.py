"""Tickets and people two years ahead, by the method that won the backtest on the user's own tickets."""

from kbgen.tickets.forecast.forecast import Forecast, Scenario, Step, forecast

__all__ = ["Forecast", "Scenario", "Step", "forecast"]
