using Gateway.Text;

namespace Gateway.Triage.Weighing;

/// <summary>Something a message shows, by its place among the names, how strongly it does, and the words that show it, if any do.</summary>
internal readonly record struct Trait(int Name, float Value, TextSpan Span);
