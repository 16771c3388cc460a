namespace SmartApp.PlainLanguage;

/// <summary>Whether most patients can read a text.</summary>
internal enum Ease
{
    Easy,
    Fair,
    Hard,
}
