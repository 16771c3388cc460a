using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Gateway.Storage.Writing;

/// <summary>One column as EF's model maps it: how to read it from a row and how the database takes it.</summary>
internal sealed class Column(IProperty property, string quotedName)
{
    private readonly IClrPropertyGetter getter = property.GetGetter();

    public string QuotedName => quotedName;

    public RelationalTypeMapping Mapping { get; } = property.GetRelationalTypeMapping();

    public bool IsGenerated => property.ValueGenerated != ValueGenerated.Never;

    public bool IsKey => property.IsPrimaryKey();

    public bool IsToken => property.IsConcurrencyToken;

    /// <summary>A token that counts; the writer moves it, so that no caller can forget to.</summary>
    public bool IsRevision => property.IsConcurrencyToken && property.ClrType == typeof(int);

    public object ValueOf(object row)
    {
        var value = getter.GetClrValue(row);
        return (Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
    }
}
