namespace SmartApp.Composer;

/// <summary>Somebody a message can be for.</summary>
/// <param name="Reference">As <c>Type/id</c>.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Purposes">What for, as codes.</param>
internal sealed record Recipient(string Reference, string Name, IReadOnlyList<string> Purposes);
