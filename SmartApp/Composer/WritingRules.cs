using SmartApp.Agreements;

namespace SmartApp.Composer;

/// <summary>By which rules messages are written in a chart.</summary>
internal sealed record WritingRules(string? Notice, int? MostCharacters, Agreement? Agreement);
