"""The screen: the only package below the pages that knows Streamlit."""
