"""regroup"""
