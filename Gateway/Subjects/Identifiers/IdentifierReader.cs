using System.Collections.Immutable;
using Gateway.Text;

namespace Gateway.Subjects.Identifiers;

/// <summary>
/// Finds labelled birth dates and numbers in what somebody wrote. Most messages have no label, and cost one vectorised search for a
/// digit; around a label only a window of fixed width is looked at, so that the work grows with the text and no faster.
/// </summary>
internal static class IdentifierReader
{
    private const int MostIdentifiers = 20;
    private const int MostLabels = 2_000;
    private const int Before = 64;
    private const int After = 56;
    private const int Around = 90;
    private const int Reach = 100;
    private const int LongestLabel = 32;
    private const int MostWordsBetween = 7;
    private const int FewestDigits = 4;

    public static ImmutableArray<WrittenIdentifier> Read(string text)
    {
        ImmutableArray<WrittenIdentifier>.Builder? found = null;
        var from = 0;
        for (var labels = 0; labels < MostLabels && NextNearDigit(text, from) is var (start, length, kind, isTold); labels++)
        {
            from = start + length;
            if (Value(text, start, from, kind) is { } value)
            {
                found ??= ImmutableArray.CreateBuilder<WrittenIdentifier>();
                found.Add(Owned(text, start, from, value with { IsTold = isTold }));
                from = Math.Max(from, value.Span.End);
                if (found.Count == MostIdentifiers)
                {
                    break;
                }
            }
        }

        return found?.DrainToImmutable() ?? [];
    }

    /// <summary>Labels are looked for where a digit is near: few messages have many, and the search for one digit is the cheapest there is.</summary>
    private static (int Start, int Length, IdentifierKind Kind, bool IsTold)? NextNearDigit(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && text[from..].IndexOfAnyInRange('0', '9') is >= 0 and var offset)
        {
            var digit = from + offset;
            var end = Math.Min(text.Length, digit + Reach);
            if (IdentifierLabels.Next(text[..Math.Min(text.Length, end + LongestLabel)], Math.Max(from, digit - Reach)) is { } found && found.Start < end)
            {
                return found;
            }

            from = end;
        }

        return null;
    }

    private static WrittenIdentifier? Value(string text, int label, int start, IdentifierKind kind)
    {
        var end = EndOfWindow(text, start);
        var next = IdentifierLabels.Next(text.AsSpan(0, end), start);
        end = next?.Start ?? end;
        return ValueAfter(text.AsSpan(0, Math.Min(text.Length, end + After)), start, end, kind) is { } after
            ? after with { Span = TextSpan.Between(label, after.Span.End) }
            : kind == IdentifierKind.Birth && next is null ? DateBefore(text, label) : null;
    }

    private static WrittenIdentifier? ValueAfter(ReadOnlySpan<char> text, int start, int end, IdentifierKind kind)
    {
        var words = 0;
        for (var at = start; at < end && words <= MostWordsBetween; at++)
        {
            if (!char.IsLetterOrDigit(text[at]) || (at > 0 && char.IsLetterOrDigit(text[at - 1]) && at > start))
            {
                continue;
            }

            words++;
            var value = kind == IdentifierKind.Birth ? DateAt(text, at) : NumberAt(text, at);
            if (value is not null)
            {
                return value with { Kind = kind };
            }

            if (char.IsDigit(text[at]))
            {
                return null;
            }
        }

        return null;
    }

    private static WrittenIdentifier? DateAt(ReadOnlySpan<char> text, int at) => WrittenDate.At(text, at) is { } date
        ? new WrittenIdentifier(IdentifierKind.Birth, IdentifierOwner.Unstated, TextSpan.Between(at, date.End)) { Days = date.Readings }
        : null;

    /// <summary>"3/14/2019 is her birthday".</summary>
    private static WrittenIdentifier? DateBefore(string text, int label)
    {
        var start = Math.Max(0, label - Before);
        for (var at = start; at < label; at++)
        {
            if (char.IsLetterOrDigit(text[at]) && WrittenDate.At(text, at) is { } date && date.End < label
                && OwnerWords.Links(text.AsSpan(date.End, label - date.End)))
            {
                return new WrittenIdentifier(IdentifierKind.Birth, IdentifierOwner.Unstated, TextSpan.Between(at, label)) { Days = date.Readings };
            }
        }

        return null;
    }

    private static WrittenIdentifier? NumberAt(ReadOnlySpan<char> text, int at)
    {
        var (end, digits) = (at, 0);
        while (end < text.Length && end - at < 32)
        {
            var letter = text[end];
            var joins = letter is '-' or ' ' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]) && char.IsAsciiDigit(text[end - 1]);
            if (!char.IsAsciiLetterOrDigit(letter) && !joins)
            {
                break;
            }

            digits += char.IsAsciiDigit(letter) ? 1 : 0;
            end++;
        }

        // A day is no number: "medical record from 3/14/2019".
        var isDate = end < text.Length && text[end] is '/' or '.' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]);
        return digits < FewestDigits || isDate
            ? null
            : new WrittenIdentifier(IdentifierKind.Record, IdentifierOwner.Unstated, TextSpan.Between(at, end))
            {
                Number = text[at..end].ToString().Replace(" ", string.Empty, StringComparison.Ordinal).Replace("-", string.Empty, StringComparison.Ordinal),
            };
    }

    private static WrittenIdentifier Owned(string text, int label, int start, WrittenIdentifier value)
    {
        var from = StartOfClause(text, label);
        var between = value.Span.End > start ? text.AsSpan(start, Math.Max(0, Math.Min(value.Span.End, text.Length) - start)) : [];
        var (owner, whose, hasVerb) = OwnerWords.Read(text.AsSpan(from, label - from), between);
        var around = text.AsSpan(Math.Max(0, label - Around), Math.Min(text.Length, value.Span.End + Around) - Math.Max(0, label - Around));
        var isStory = value.IsTold && IsStory(text.AsSpan(label, start - label), owner, hasVerb);
        return value with
        {
            Owner = owner,
            Whose = whose,
            IsTold = isStory || OwnerWords.IsPolicyholder(around) || (value.Kind != IdentifierKind.Birth && OwnerWords.IsNewOrElsewhere(around)),
        };
    }

    /// <summary>"I was born …" and "Johnny Smith, born …" give a birth date; "my baby was born …" and a birthday tell of an event.</summary>
    private static bool IsStory(ReadOnlySpan<char> label, IdentifierOwner owner, bool hasVerb) =>
        label.StartsWith("b", StringComparison.OrdinalIgnoreCase) && !label.Equals("born", StringComparison.OrdinalIgnoreCase)
        || label.StartsWith("cumple", StringComparison.OrdinalIgnoreCase)
        ? owner is not IdentifierOwner.Writer
        : owner is IdentifierOwner.Relative or IdentifierOwner.Someone || (owner is IdentifierOwner.Named && hasVerb);

    private static int EndOfWindow(string text, int start)
    {
        var end = Math.Min(text.Length, start + After);
        for (var at = start; at < end; at++)
        {
            var ends = text[at] is '?' or '!' or ';' || (text[at] is '\n' && at + 1 < text.Length && text[at + 1] is '\n')
                || (text[at] is '.' && at > start + 3 && at + 1 < text.Length && text[at + 1] is ' ' or '\n');
            if (ends)
            {
                return at;
            }
        }

        return end;
    }

    private static int StartOfClause(string text, int label)
    {
        var start = Math.Max(0, label - Before);
        for (var at = label - 1; at > start; at--)
        {
            if (text[at] is '?' or '!' or ';' or '\n' || (text[at] is '.' && at + 1 < text.Length && text[at + 1] is ' '))
            {
                return at + 1;
            }
        }

        return start;
    }
}
