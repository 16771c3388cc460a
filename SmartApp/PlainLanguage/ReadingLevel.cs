namespace SmartApp.PlainLanguage;

/// <summary>How hard a text is to read.</summary>
/// <param name="Number">In English a school grade; in Spanish points out of a hundred, of which more is easier.</param>
/// <param name="Ease">What that means for a patient.</param>
internal sealed record ReadingLevel(int Number, Ease Ease);
