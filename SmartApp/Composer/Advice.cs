namespace SmartApp.Composer;

/// <summary>What the sender of an emergency is told to do now.</summary>
/// <param name="Kind">The gateway's code, such as <c>suicidal-crisis</c>.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Calls">Addresses to call or text, as <c>tel:</c> and <c>sms:</c>.</param>
internal sealed record Advice(string Kind, string Text, IReadOnlyList<string> Calls);
