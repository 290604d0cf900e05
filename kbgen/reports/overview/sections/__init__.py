"""The parts of the report: values → words, tables and charts. One file for each part."""
