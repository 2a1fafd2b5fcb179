"""Decision Coach: a decision written as a file, a person taken through it, advice that explains itself.

README.md beside this file says what lives in which room, what each may import, and how one tap goes from
end to end. To read the code in order, begin with what is pure, in `core`: `dialog`, `kinds`, `solo`, `group`.
`app` decides in one transaction what an update changes, `outbox` shows it, and `main` puts it all together.
"""
