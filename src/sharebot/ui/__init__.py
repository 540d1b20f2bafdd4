"""The screens; with app.py the only room that knows Streamlit."""
