using System.Text;

namespace Gateway.Search.Criteria;

/// <summary>The separators inside a search value, and the backslash that makes them ordinary (R4 search.html, escaping).</summary>
internal static class SearchValue
{
    /// <summary>The parts between separators that no backslash precedes; the parts keep their escapes.</summary>
    public static List<string> Split(string value, char separator)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
            {
                i++;
            }
            else if (value[i] == separator)
            {
                parts.Add(value[start..i]);
                start = i + 1;
            }
        }

        parts.Add(value[start..]);
        return parts;
    }

    public static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
        {
            return value;
        }

        var plain = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && i + 1 < value.Length && value[i + 1] is '\\' or ',' or '|' or '$')
            {
                i++;
            }

            plain.Append(value[i]);
        }

        return plain.ToString();
    }

    /// <summary>False for what no stored value can hold and a database would refuse.</summary>
    public static bool IsText(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if ((value[i] < ' ' && value[i] is not ('\t' or '\r' or '\n'))
                || (char.IsSurrogate(value[i]) && !(i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1])) && !(i > 0 && char.IsSurrogatePair(value[i - 1], value[i]))))
            {
                return false;
            }
        }

        return value.Length > 0;
    }
}
