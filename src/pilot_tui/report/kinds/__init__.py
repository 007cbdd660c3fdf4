"""What stands in each kind of summary, one module each: `blocks(material, asked)`, in the language spoken."""
