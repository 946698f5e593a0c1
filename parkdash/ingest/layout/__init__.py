"""Where the table is in a sheet: titles, headers of one or several levels, merged cells, footers."""
