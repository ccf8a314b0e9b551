"""What an attachment is shown as before, or instead of, its picture: an icon by the ending of its name."""

PICTURE = "image-outline"
OTHER = "paperclip"
_ICONS = {
    PICTURE: ("png", "jpg", "jpeg", "gif", "bmp", "webp"),
    "file-pdf-box": ("pdf", "ofd"),
    "file-word-outline": ("doc", "docx", "wps", "rtf"),
    "file-excel-outline": ("xls", "xlsx", "et", "csv"),
    "file-powerpoint-outline": ("ppt", "pptx", "dps"),
    "file-document-outline": ("txt",),
    "folder-zip-outline": ("zip",),
    "file-video-outline": ("mp4",),
    "file-music-outline": ("mp3",),
}
_BY_ENDING = {ending: icon for icon, endings in _ICONS.items() for ending in endings}


def icon_of(name: str) -> str:
    """The icon of a file of this name."""
    return _BY_ENDING.get(name.rpartition(".")[2].lower(), OTHER)
