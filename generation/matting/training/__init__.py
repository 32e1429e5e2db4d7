"""An experiment beside the product: a small matting network that learns from drawn people only.

``python -m generation.matting.training render|train|export|gate|portraits|blind``. Nothing of the product imports this
package, and no wheel contains it. The README says what was measured and why the gate is not won.
"""
