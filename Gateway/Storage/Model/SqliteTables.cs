using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Gateway.Storage.Model;

/// <summary>
/// Creates the tables of search entries WITHOUT ROWID: their key is the whole row, so that each entry is written to one tree,
/// in the order in which searches walk it, instead of to a table and its index.
/// </summary>
internal sealed class SqliteTables(MigrationsSqlGeneratorDependencies dependencies, IRelationalAnnotationProvider annotations)
    : SqliteMigrationsSqlGenerator(dependencies, annotations)
{
    private static readonly string[] WithoutRowId =
        [TokenEntryTable.Name, ReferenceEntryTable.Name, TextEntryTable.Name, DateEntryTable.Name, ConditionClaimTable.Name];

    protected override void Generate(CreateTableOperation operation, IModel? model, MigrationCommandListBuilder builder, bool terminate = true)
    {
        if (!WithoutRowId.Contains(operation.Name))
        {
            base.Generate(operation, model, builder, terminate);
            return;
        }

        base.Generate(operation, model, builder, terminate: false);
        builder.Append(" WITHOUT ROWID");
        if (terminate)
        {
            builder.AppendLine(Dependencies.SqlGenerationHelper.StatementTerminator);
            EndStatement(builder);
        }
    }
}
