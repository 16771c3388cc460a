namespace SmartApp.Layout;

/// <summary>How somebody is called on a page.</summary>
/// <param name="Text">Given and family name.</param>
/// <param name="Born">The birth date as the EHR has it.</param>
internal sealed record PersonName(string Text, string? Born);
