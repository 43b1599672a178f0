using System.Text.Json;

namespace CrossStudyBroker.Contracts.Schemas.Checks;

/// <summary>One keyword of a schema, or a few that look at the same thing.</summary>
internal abstract class SchemaCheck
{
    /// <summary>After this has failed there is no sense in the other checks of the schema.</summary>
    public virtual bool IsDecisive => false;

    /// <summary>Schemas that this applies to the very same value; by these a schema may refer to itself without end.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>
    /// True if the value holds. Without a collector the check returns at the first failure and allocates nothing;
    /// with one it reports every fault.
    /// </summary>
    public abstract bool Check(JsonElement instance, FaultCollector? faults);
}
