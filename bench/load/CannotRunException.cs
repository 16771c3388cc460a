namespace Load;

/// <summary>The run cannot be done; the message tells the person at the terminal why.</summary>
internal sealed class CannotRunException(string message) : Exception(message);
