using Hl7.Fhir.Model;

namespace Fhir.Profiles.Validation;

/// <summary>Compares a value with one that a profile fixes, or gives as a pattern.</summary>
internal static class ValueMatch
{
    // A code of an enum and a plain code are of different classes and say the same.
    public static bool IsExactly(Base value, DataType expected) => (value, expected) switch
    {
        (PrimitiveType left, PrimitiveType right) => Same(left, right),
        _ => PocoEqualityComparisons.IsExactly(value, expected),
    };

    /// <summary>Whether the value has all that the pattern has, and perhaps more; in a list, in whatever order.</summary>
    public static bool Fits(Base value, Base pattern) => (value, pattern) switch
    {
        (PrimitiveType left, PrimitiveType right) => Same(left, right),
        _ => value.TypeName == pattern.TypeName
            && pattern.EnumerateElements().All(asked => value.TryGetValue(asked.Key, out var found) && Fits(found, asked.Value)),
    };

    private static bool Fits(object? found, object asked) => (found, asked) switch
    {
        (Base one, Base pattern) => Fits(one, pattern),
        (IEnumerable<Base> present, IEnumerable<Base> patterns) => patterns.All(pattern => present.Any(one => Fits(one, pattern))),
        _ => Equals(found, asked),
    };

    private static bool Same(PrimitiveType left, PrimitiveType right) =>
        left.TypeName == right.TypeName && left.JsonValue is { } written && written.ToString() == right.JsonValue?.ToString();
}
