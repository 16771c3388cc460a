using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Gateway.Patching;

/// <summary>A place in a JSON document (RFC 6901): the names and positions that lead there, parsed once.</summary>
internal sealed record JsonPointer(ImmutableArray<string> Steps)
{
    private const int MaxSteps = 64;

    /// <summary>The step that means "behind the last" of a list.</summary>
    public const string End = "-";

    public bool IsRoot => Steps.IsEmpty;

    public string Last => Steps[^1];

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPointer? pointer)
    {
        pointer = null;
        if (text.Length > 0 && text[0] != '/')
        {
            return false;
        }

        var steps = text.Split('/').Skip(1).ToArray();
        if (steps.Length > MaxSteps || !steps.All(IsEscaped))
        {
            return false;
        }

        pointer = new JsonPointer([.. steps.Select(step => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))]);
        return true;
    }

    /// <summary>Whether this place lies within the other.</summary>
    public bool IsBelow(JsonPointer other) =>
        Steps.Length > other.Steps.Length && Steps.AsSpan()[..other.Steps.Length].SequenceEqual(other.Steps.AsSpan());

    /// <summary>A step as a position in a list: digits without leading zeros.</summary>
    public static bool TryPosition(string step, out int position)
    {
        position = 0;
        return step.Length > 0
            && step.All(char.IsAsciiDigit)
            && (step.Length == 1 || step[0] != '0')
            && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out position);
    }

    private static bool IsEscaped(string step)
    {
        for (var at = step.IndexOf('~', StringComparison.Ordinal); at >= 0; at = step.IndexOf('~', at + 1))
        {
            if (at + 1 == step.Length || step[at + 1] is not ('0' or '1'))
            {
                return false;
            }
        }

        return true;
    }
}
