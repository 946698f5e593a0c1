"""Changes to an xlsx in place: only what is said here is changed, every other byte of every part stays.

Libraries that read a workbook and write it anew lose what they do not know (cached values of formulas, drop-downs of
newer Excels, shapes, form controls, signatures of macros); so the parts are edited as text.
"""
